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
  CASE "STATUS" WHEN 'paid' THEN repeat(CAST(CAST(NULL AS VARCHAR) || CAST(NULL AS VARCHAR) AS VARCHAR), 3) ELSE "STATUS" END AS "R"
FROM "orders"
