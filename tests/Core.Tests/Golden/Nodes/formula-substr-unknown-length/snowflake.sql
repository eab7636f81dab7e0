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
  SUBSTR("STATUS", -9, "CUSTOMER_ID") AS "CUT"
FROM "orders"
