WITH
  "orders" AS (
    SELECT
      "ID",
      "CUSTOMER_ID",
      "AMOUNT",
      "STATUS",
      "ORDERED_ON"
    FROM "RAW"."SHOP"."ORDERS"
  ),
  "report.ORDERS" AS (
    SELECT
      "orders"."ID"
    FROM "orders"
  ),
  "report.X" AS (
    SELECT
      "ORDERS"."ID"
    FROM "report.ORDERS" AS "ORDERS"
    WHERE "ORDERS"."ID" > 2
  )
SELECT
  "X"."ID"
FROM "report.X" AS "X"
