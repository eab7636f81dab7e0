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
      "REGION"
    FROM "customers"
  )
SELECT *
FROM "a"
UNION
SELECT
  "REGION" AS "STATUS"
FROM "b"
UNION
SELECT *
FROM "a"
