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
  coalesce("AMOUNT", CAST(7 AS DECIMAL(38,2)), CAST("ID" AS DECIMAL(38,2))) AS "FIRST",
  list_transform([struct_pack(a0 := CAST("ID" AS DECIMAL(38,2)))], lambda "⟪values⟫": CASE WHEN "⟪values⟫".a0 IS NOT NULL AND "AMOUNT" IS NOT NULL AND CAST(33 AS DECIMAL(38,2)) IS NOT NULL THEN least("⟪values⟫".a0, "AMOUNT", CAST(33 AS DECIMAL(38,2))) END)[1] AS "LEAST",
  CAST(CASE WHEN "ID" > 2 THEN CAST("CUSTOMER_ID" AS DECIMAL(38,2)) ELSE "AMOUNT" END AS VARCHAR) AS "EITHER"
FROM "orders"
