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
  sum("AMOUNT") AS "TOTAL",
  count(*) AS "N"
FROM "orders"
GROUP BY "STATUS"
HAVING count(*) > 1 AND sum("AMOUNT") > 10
