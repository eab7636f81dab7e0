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
  ROUND("AMOUNT" / 1.19, 2) AS "NET",
  "STATUS" = 'paid' AS "IS_PAID"
FROM "orders"
