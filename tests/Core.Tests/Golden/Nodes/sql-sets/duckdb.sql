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
  "customers" AS (
    SELECT
      "ID",
      "NAME",
      "REGION"
    FROM "RAW"."SHOP"."CUSTOMERS"
  )
(
  SELECT
    "orders"."ID",
    'order' AS "KIND"
  FROM "orders"
  UNION ALL
  SELECT
    "customers"."ID",
    'customer' AS "COLUMN2"
  FROM "customers"
)
EXCEPT
SELECT
  CAST(1 AS HUGEINT) AS "COLUMN1",
  'order' AS "COLUMN2"
ORDER BY "KIND" ASC NULLS LAST, "ID" DESC NULLS FIRST
