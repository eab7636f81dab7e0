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
  SUM("orders"."AMOUNT") AS "AMOUNT"
FROM "orders"
HAVING SUM("orders"."AMOUNT") > 10
