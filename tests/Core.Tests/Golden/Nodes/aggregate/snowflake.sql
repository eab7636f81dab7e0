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
  SUM("AMOUNT") AS "TOTAL",
  COUNT(*) AS "N"
FROM "orders"
GROUP BY "STATUS"
HAVING COUNT(*) > 1 AND SUM("AMOUNT") > 10
