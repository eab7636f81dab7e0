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
  "orders"."ID",
  "orders"."CUSTOMER_ID",
  "orders"."AMOUNT" * 2 AS "AMOUNT",
  upper(coalesce("orders"."STATUS", 'none')) AS "STATUS",
  "orders"."ORDERED_ON",
  "orders"."AMOUNT" * 2 AS "TWICE"
FROM "orders"
