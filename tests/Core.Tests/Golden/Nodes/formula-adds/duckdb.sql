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
  *,
  round(CASE WHEN 1.19 = 0 AND "AMOUNT" IS NOT NULL THEN error('Division by zero') ELSE CAST(((abs(CAST("AMOUNT" * 100 AS HUGEINT) * 100000000) * 2 + abs(CAST(1.19 * 100 AS HUGEINT))) // (abs(CAST(1.19 * 100 AS HUGEINT)) * 2)) * (sign("AMOUNT") * sign(1.19)) AS DECIMAL(38,0)) * CAST(0.00000001 AS DECIMAL(8,8)) END, 2) AS "NET",
  "STATUS" = 'paid' AS "IS_PAID"
FROM "orders"
