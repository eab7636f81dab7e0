WITH
  "customers" AS (
    SELECT
      "ID",
      "NAME",
      "REGION"
    FROM "RAW"."SHOP"."CUSTOMERS"
  )
SELECT *
FROM "customers"
ORDER BY "REGION" ASC NULLS LAST
