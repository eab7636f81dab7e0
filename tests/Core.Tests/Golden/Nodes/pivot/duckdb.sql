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
  "CUSTOMER_ID",
  sum(CASE WHEN "STATUS" = 'paid' THEN "AMOUNT" END) AS "paid",
  sum(CASE WHEN "STATUS" = 'open' THEN "AMOUNT" END) AS "open"
FROM "orders"
GROUP BY "CUSTOMER_ID"
