WITH
  "orders" AS (
    SELECT
      "ID",
      "CUSTOMER_ID",
      "AMOUNT",
      "STATUS",
      "ORDERED_ON"
    FROM "RAW"."SHOP"."ORDERS"
  )
SELECT
  "STATUS",
  AVG("AMOUNT") AS "MEAN"
FROM "orders"
GROUP BY "STATUS"
HAVING AVG("AMOUNT") > 50.5 AND SUM("AMOUNT") / COUNT(*) NOT IN (1, AVG("ID"))
