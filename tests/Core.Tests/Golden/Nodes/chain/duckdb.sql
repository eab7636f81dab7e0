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
  "paid" AS (
    SELECT *
    FROM "orders"
    WHERE "STATUS" = 'paid'
  ),
  "customers" AS (
    SELECT
      "ID",
      "NAME",
      "REGION"
    FROM "RAW"."SHOP"."CUSTOMERS"
  ),
  "joined" AS (
    SELECT
      "paid"."ID",
      "paid"."CUSTOMER_ID",
      "paid"."AMOUNT",
      "paid"."STATUS",
      "paid"."ORDERED_ON",
      "customers"."ID" AS "C_ID",
      "customers"."NAME",
      "customers"."REGION"
    FROM "paid"
    INNER JOIN "customers"
      ON "paid"."CUSTOMER_ID" = "customers"."ID"
  ),
  "report.X" AS (
    SELECT
      "joined"."REGION",
      "joined"."AMOUNT"
    FROM "joined"
  )
SELECT
  "X"."REGION",
  max("X"."AMOUNT") AS "BIGGEST"
FROM "report.X" AS "X"
GROUP BY "X"."REGION"
