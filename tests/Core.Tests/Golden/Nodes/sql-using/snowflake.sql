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
  "O"."ID",
  "O"."AMOUNT",
  "customers"."NAME",
  "customers"."REGION"
FROM (
  SELECT
    "orders"."CUSTOMER_ID" AS "ID",
    "orders"."AMOUNT"
  FROM "orders"
) AS "O"
LEFT JOIN "customers"
  ON "O"."ID" = "customers"."ID"
WHERE "O"."ID" > 5
