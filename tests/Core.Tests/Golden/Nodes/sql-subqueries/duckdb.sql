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
SELECT
  "customers"."NAME",
  (
    SELECT
      sum("orders"."AMOUNT") AS "COLUMN1"
    FROM "orders"
    WHERE "orders"."CUSTOMER_ID" = "customers"."ID"
  ) AS "TOTAL",
  "customers"."ID" IN (
    SELECT
      "orders"."CUSTOMER_ID"
    FROM "orders"
    WHERE "orders"."STATUS" = 'open'
  ) AS "HAS_OPEN"
FROM "customers"
WHERE "customers"."ID" NOT IN (
  SELECT
    "orders"."CUSTOMER_ID"
  FROM "orders"
  WHERE "orders"."AMOUNT" < 60 AND "orders"."CUSTOMER_ID" IS NOT NULL
)
