WITH
  "orders" AS (
    SELECT
      "ID",
      "CUSTOMER_ID",
      "AMOUNT",
      "STATUS",
      "ORDERED_ON"
    FROM "RAW"."SHOP"."ORDERS"
  )
SELECT
  "O"."ID",
  "V"."LABEL"
FROM "orders" AS "O"
INNER JOIN (VALUES ('paid', 'Paid'), ('open', 'Open')) AS "V" ("CODE", "LABEL")
  ON "O"."STATUS" = "V"."CODE"
