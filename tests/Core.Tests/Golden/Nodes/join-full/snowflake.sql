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
  "orders"."ID",
  "orders"."CUSTOMER_ID",
  "orders"."AMOUNT",
  "orders"."STATUS",
  "orders"."ORDERED_ON",
  "customers"."ID" AS "C_ID",
  "customers"."NAME",
  "customers"."REGION"
FROM "orders"
FULL JOIN "customers"
  ON "orders"."CUSTOMER_ID" = "customers"."ID"
