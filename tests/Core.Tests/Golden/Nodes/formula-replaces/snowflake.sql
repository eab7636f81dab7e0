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
  "ID",
  "CUSTOMER_ID",
  "AMOUNT" * 2 AS "AMOUNT",
  UPPER(COALESCE("STATUS", 'none')) AS "STATUS",
  "ORDERED_ON",
  "AMOUNT" * 2 AS "TWICE"
FROM "orders"
