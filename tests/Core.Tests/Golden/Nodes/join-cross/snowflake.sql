WITH
  "customers" AS (
    SELECT
      "ID",
      "NAME",
      "REGION"
    FROM "RAW"."SHOP"."CUSTOMERS"
  ),
  "names" AS (
    SELECT
      "NAME"
    FROM "customers"
  ),
  "regions" AS (
    SELECT
      "REGION"
    FROM "customers"
  )
SELECT
  "names"."NAME",
  "regions"."REGION"
FROM "names"
CROSS JOIN "regions"
