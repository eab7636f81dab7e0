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
  CAST(date_trunc('month', "orders"."ORDERED_ON") AS DATE) AS "MONTH",
  count(DISTINCT "orders"."CUSTOMER_ID") AS "CUSTOMERS"
FROM "orders"
GROUP BY CAST(date_trunc('month', "orders"."ORDERED_ON") AS DATE)
ORDER BY "MONTH" ASC NULLS LAST
