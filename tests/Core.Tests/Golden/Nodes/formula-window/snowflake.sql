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
  *,
  ROW_NUMBER() OVER (PARTITION BY "CUSTOMER_ID" ORDER BY "ID" DESC NULLS FIRST) AS "N"
FROM "orders"
