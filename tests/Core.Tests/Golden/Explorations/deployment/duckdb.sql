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
  "net" AS (
    SELECT
      *,
      "AMOUNT" * 2 AS "NET"
    FROM "orders"
  ),
  "explore_groups" AS (
    SELECT
      "STATUS",
      list_transform([struct_pack(a0 := sum("AMOUNT"), a1 := count("AMOUNT"))], lambda "⟪values⟫": CASE WHEN "⟪values⟫".a1 = 0 AND "⟪values⟫".a0 IS NOT NULL THEN NULL ELSE CAST(((abs(CAST("⟪values⟫".a0 * 100 AS HUGEINT) * 1000000) * 2 + abs(CAST("⟪values⟫".a1 AS HUGEINT))) // (abs(CAST("⟪values⟫".a1 AS HUGEINT)) * 2)) * (sign("⟪values⟫".a0) * sign("⟪values⟫".a1)) AS DECIMAL(38,0)) * CAST(0.00000001 AS DECIMAL(8,8)) END)[1] AS "AVERAGE"
    FROM "net"
    GROUP BY "STATUS"
  )
SELECT *
FROM "explore_groups"
ORDER BY "STATUS" DESC NULLS FIRST
