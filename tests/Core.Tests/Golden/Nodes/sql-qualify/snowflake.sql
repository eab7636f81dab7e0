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
  "orders"."CUSTOMER_ID",
  "orders"."AMOUNT",
  "orders"."AMOUNT" * 2 AS "TWICE",
  "orders"."AMOUNT" * 2 + 1 AS "MORE"
FROM "orders"
QUALIFY ROW_NUMBER() OVER (PARTITION BY "orders"."CUSTOMER_ID" ORDER BY "orders"."AMOUNT" DESC NULLS FIRST) = 1
