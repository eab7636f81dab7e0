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
  ),
  "report.PAID" AS (
    SELECT
      "orders"."ID",
      "orders"."CUSTOMER_ID",
      "orders"."AMOUNT",
      "orders"."STATUS",
      "orders"."ORDERED_ON"
    FROM "orders"
    WHERE "orders"."STATUS" = 'paid'
  )
SELECT
  "C"."NAME",
  "C"."REGION" AS "AREA",
  SUM("P"."AMOUNT") AS "TOTAL",
  COUNT(*) AS "N"
FROM "report.PAID" AS "P"
INNER JOIN "customers" AS "C"
  ON "P"."CUSTOMER_ID" = "C"."ID"
GROUP BY "C"."NAME", "C"."REGION"
HAVING SUM("P"."AMOUNT") > 10
ORDER BY "TOTAL" DESC NULLS FIRST, "C"."NAME" ASC NULLS LAST
LIMIT 10
