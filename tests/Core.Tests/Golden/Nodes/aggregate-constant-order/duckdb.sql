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
  "marks" AS (
    SELECT
      "STATUS",
      coalesce(string_agg('x', '+'), '') AS "MARKS"
    FROM "orders"
    GROUP BY "STATUS"
  )
SELECT
  *,
  rank() OVER () AS "PLACE"
FROM "marks"
