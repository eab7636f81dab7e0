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
SELECT *
FROM "orders"
QUALIFY row_number() OVER (PARTITION BY "CUSTOMER_ID" ORDER BY "ORDERED_ON" DESC NULLS FIRST) = 1
