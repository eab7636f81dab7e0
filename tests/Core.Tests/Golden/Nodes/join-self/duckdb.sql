WITH
  "customers" AS (
    SELECT
      "ID",
      "NAME",
      "REGION"
    FROM "RAW"."SHOP"."CUSTOMERS"
  )
SELECT
  "left"."ID",
  "left"."NAME",
  "left"."REGION",
  "right"."ID" AS "OTHER_ID",
  "right"."NAME" AS "OTHER_NAME",
  "right"."REGION" AS "OTHER_REGION"
FROM "customers" AS "left"
INNER JOIN "customers" AS "right"
  ON "left"."ID" < "right"."ID"
