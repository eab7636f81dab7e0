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
      "ID",
      "STATUS"
    FROM "orders"
  ),
  "customers" AS (
    SELECT
      "ID",
      "NAME",
      "REGION"
    FROM "RAW"."SHOP"."CUSTOMERS"
  ),
  "b" AS (
    SELECT
      "NAME",
      "ID"
    FROM "customers"
  )
SELECT
  "ID",
  "STATUS",
  CAST(NULL AS VARCHAR) AS "NAME"
FROM "a"
UNION ALL
SELECT
  "ID",
  CAST(NULL AS VARCHAR) AS "STATUS",
  "NAME"
FROM "b"
