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
  "ID" % 1.25 AS "BY_CONSTANT",
  MOD("ID", "AMOUNT") AS "BY_COLUMN",
  CAST("CUSTOMER_ID" % 3.5 AS VARCHAR) AS "AS_TEXT"
FROM "orders"
