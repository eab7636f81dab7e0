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
ORDER BY "AMOUNT" DESC NULLS FIRST, "ID" ASC NULLS LAST
