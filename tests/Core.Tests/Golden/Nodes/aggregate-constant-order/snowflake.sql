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
      LISTAGG('x', '+') WITHIN GROUP (ORDER BY 'x' ASC NULLS LAST) AS "MARKS"
    FROM "orders"
    GROUP BY "STATUS"
  )
SELECT
  *,
  RANK() OVER (ORDER BY 'x' ASC NULLS LAST) AS "PLACE"
FROM "marks"
