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
  SUM("AMOUNT") AS "AMOUNT"
FROM "orders"
HAVING SUM("AMOUNT") > 10
