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
  sum("orders"."AMOUNT") AS "AMOUNT"
FROM "orders"
HAVING sum("orders"."AMOUNT") > 10
