WITH
  "customers" AS (
    SELECT
      "ID",
      "NAME",
      "REGION"
    FROM "RAW"."SHOP"."CUSTOMERS"
  )
SELECT *
FROM "customers" TABLESAMPLE bernoulli(100 PERCENT)
