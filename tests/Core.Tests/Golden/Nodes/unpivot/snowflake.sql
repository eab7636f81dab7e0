WITH
  "customers" AS (
    SELECT
      "ID",
      "NAME",
      "REGION"
    FROM "RAW"."SHOP"."CUSTOMERS"
  )
SELECT
  "ID",
  'NAME' AS "FIELD",
  "NAME" AS "VALUE"
FROM "customers"
UNION ALL
SELECT
  "ID",
  'REGION' AS "FIELD",
  "REGION" AS "VALUE"
FROM "customers"
WHERE "REGION" IS NOT NULL
