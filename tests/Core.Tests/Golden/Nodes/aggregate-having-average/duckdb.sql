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
  "STATUS",
  list_transform([struct_pack(a0 := sum("AMOUNT"), a1 := count("AMOUNT"))], lambda "⟪values⟫": CASE WHEN "⟪values⟫".a1 = 0 AND "⟪values⟫".a0 IS NOT NULL THEN NULL ELSE CAST(((abs(CAST("⟪values⟫".a0 * 100 AS HUGEINT) * 1000000) * 2 + abs(CAST("⟪values⟫".a1 AS HUGEINT))) // (abs(CAST("⟪values⟫".a1 AS HUGEINT)) * 2)) * (sign("⟪values⟫".a0) * sign("⟪values⟫".a1)) AS DECIMAL(38,0)) * CAST(0.00000001 AS DECIMAL(8,8)) END)[1] AS "MEAN"
FROM "orders"
GROUP BY "STATUS"
QUALIFY (list_transform([struct_pack(a0 := sum("AMOUNT"), a1 := count("AMOUNT"))], lambda "⟪values⟫": CASE WHEN "⟪values⟫".a1 = 0 AND "⟪values⟫".a0 IS NOT NULL THEN NULL ELSE CAST(((abs(CAST("⟪values⟫".a0 * 100 AS HUGEINT) * 1000000) * 2 + abs(CAST("⟪values⟫".a1 AS HUGEINT))) // (abs(CAST("⟪values⟫".a1 AS HUGEINT)) * 2)) * (sign("⟪values⟫".a0) * sign("⟪values⟫".a1)) AS DECIMAL(38,0)) * CAST(0.00000001 AS DECIMAL(8,8)) END)[1] > 50.5 AND list_transform([struct_pack(a0 := sum("AMOUNT"), a1 := count(*))], lambda "⟪values⟫": CASE WHEN "⟪values⟫".a1 = 0 AND "⟪values⟫".a0 IS NOT NULL THEN error('Division by zero') ELSE CAST(((abs(CAST("⟪values⟫".a0 * 100 AS HUGEINT) * 1000000) * 2 + abs(CAST("⟪values⟫".a1 AS HUGEINT))) // (abs(CAST("⟪values⟫".a1 AS HUGEINT)) * 2)) * (sign("⟪values⟫".a0) * sign("⟪values⟫".a1)) AS DECIMAL(38,0)) * CAST(0.00000001 AS DECIMAL(8,8)) END)[1] NOT IN (1, list_transform([struct_pack(a0 := sum("ID"), a1 := count("ID"))], lambda "⟪values⟫": CASE WHEN "⟪values⟫".a1 = 0 AND "⟪values⟫".a0 IS NOT NULL THEN NULL ELSE CAST(((abs(CAST("⟪values⟫".a0 AS HUGEINT) * 1000000) * 2 + abs(CAST("⟪values⟫".a1 AS HUGEINT))) // (abs(CAST("⟪values⟫".a1 AS HUGEINT)) * 2)) * (sign("⟪values⟫".a0) * sign("⟪values⟫".a1)) AS DECIMAL(38,0)) * CAST(0.000001 AS DECIMAL(6,6)) END)[1])) AND row_number() OVER () > 0
