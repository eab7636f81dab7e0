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
  "a" AS (
    SELECT
      "ORDERED_ON" AS "AT",
      "AMOUNT"
    FROM "orders"
  ),
  "b" AS (
    SELECT
      *,
      TIMESTAMP '2024-05-05 10:00:00' AS "AT"
    FROM "orders"
  ),
  "c" AS (
    SELECT
      "AT",
      "ID" AS "AMOUNT"
    FROM "b"
  )
SELECT
  CAST("AT" AS TIMESTAMP) AS "AT",
  CAST("AMOUNT" AS DECIMAL(38,2)) AS "AMOUNT"
FROM "a"
UNION ALL
SELECT
  "AT",
  CAST("AMOUNT" AS DECIMAL(38,2)) AS "AMOUNT"
FROM "c"
