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
  "O"."ID" AS "ORDER_ID",
  "O"."CUSTOMER_ID",
  "O"."AMOUNT"
FROM "orders" AS "O"
WHERE EXISTS (
  SELECT
    1 AS "COLUMN1"
  FROM "orders" AS "X"
  WHERE "X"."ID" = "O"."ID" AND "X"."AMOUNT" > 60
)
