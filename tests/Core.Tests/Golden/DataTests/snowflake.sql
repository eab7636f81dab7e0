-- not-empty
SELECT
  CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END AS "VIOLATIONS"
FROM "RAW"."SHOP"."ORDERS";

-- unique
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM (
  SELECT
    "ID"
  FROM "RAW"."SHOP"."ORDERS"
  WHERE "ID" IS NOT NULL
  GROUP BY "ID"
  HAVING COUNT(*) > 1
) AS "duplicates";

-- unique-broken
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM (
  SELECT
    "STATUS"
  FROM "RAW"."SHOP"."ORDERS"
  WHERE "STATUS" IS NOT NULL
  GROUP BY "STATUS"
  HAVING COUNT(*) > 1
) AS "duplicates";

-- unique-of-two
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM (
  SELECT
    "CUSTOMER_ID",
    "STATUS"
  FROM "RAW"."SHOP"."ORDERS"
  WHERE "CUSTOMER_ID" IS NOT NULL AND "STATUS" IS NOT NULL
  GROUP BY "CUSTOMER_ID", "STATUS"
  HAVING COUNT(*) > 1
) AS "duplicates";

-- not-null
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM "RAW"."SHOP"."ORDERS"
WHERE "ID" IS NULL;

-- not-null-broken
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM "RAW"."SHOP"."ORDERS"
WHERE "AMOUNT" IS NULL OR "STATUS" IS NULL OR "CUSTOMER_ID" IS NULL;

-- accepted-values
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM "RAW"."SHOP"."ORDERS"
WHERE "STATUS" NOT IN ('paid', 'it''s');

-- accepted-numbers
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM "RAW"."SHOP"."ORDERS"
WHERE "CUSTOMER_ID" NOT IN (10, -20);

-- row-count-change
SELECT
  CASE WHEN "before"."ROWS" = 0 THEN 0 WHEN ("now"."ROWS" - "before"."ROWS") * 100 < -10 * "before"."ROWS" OR ("now"."ROWS" - "before"."ROWS") * 100 > 70 * "before"."ROWS" THEN 1 ELSE 0 END AS "VIOLATIONS"
FROM (
  SELECT
    COUNT(*) AS "ROWS"
  FROM "RAW"."SHOP"."ORDERS"
) AS "now"
CROSS JOIN (
  SELECT
    COUNT(*) AS "ROWS"
  FROM "RAW"."SHOP"."CUSTOMERS"
) AS "before";

-- row-count-change-broken
SELECT
  CASE WHEN "before"."ROWS" = 0 THEN 0 WHEN ("now"."ROWS" - "before"."ROWS") * 100 > 50.5 * "before"."ROWS" THEN 1 ELSE 0 END AS "VIOLATIONS"
FROM (
  SELECT
    COUNT(*) AS "ROWS"
  FROM "RAW"."SHOP"."ORDERS"
) AS "now"
CROSS JOIN (
  SELECT
    COUNT(*) AS "ROWS"
  FROM "RAW"."SHOP"."CUSTOMERS"
) AS "before";

-- row-count-change-first
SELECT
  0 AS "VIOLATIONS";
