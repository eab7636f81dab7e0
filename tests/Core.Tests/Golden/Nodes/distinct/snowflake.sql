WITH
  "orders" AS (
    SELECT
      "ID",
      "CUSTOMER_ID",
      "AMOUNT",
      "STATUS",
      "ORDERED_ON"
    FROM "RAW"."SHOP"."ORDERS"
  ),
  "s" AS (
    SELECT
      "CUSTOMER_ID"
    FROM "orders"
  )
SELECT DISTINCT *
FROM "s"
