WITH
  "customers" AS (
    SELECT
      "ID",
      "NAME",
      "REGION"
    FROM "RAW"."SHOP"."CUSTOMERS"
  )
SELECT *
FROM "customers" TABLESAMPLE reservoir(100 ROWS)
