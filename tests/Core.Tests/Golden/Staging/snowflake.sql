-- view
CREATE OR REPLACE VIEW "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" AS
SELECT * FROM "RAW"."SHOP"."S";

-- full
CREATE OR REPLACE TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" AS
SELECT * FROM "RAW"."SHOP"."S";

-- append, as a deploy builds it
CREATE OR REPLACE TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" AS
SELECT * FROM "RAW"."SHOP"."S";

-- append, continued
CREATE OR REPLACE TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" CLONE "MART"."OUT"."Sales ""2024""";
INSERT INTO "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" ("ID", "Line ""no""", "LOADED", "V")
SELECT "source"."ID", "source"."Line ""no""", "source"."LOADED", "source"."V"
FROM (
SELECT * FROM "RAW"."SHOP"."S"
) AS "source"
WHERE COALESCE("source"."LOADED" > (SELECT MAX("LOADED") FROM "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D"), "source"."LOADED" IS NOT NULL);

-- merge, as a deploy builds it
CREATE OR REPLACE TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" AS
SELECT * FROM "RAW"."SHOP"."S";
-- 0, or: rows have no value in the merge key (ID, Line "no"). Filter them out, or choose another key.
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D"
WHERE "ID" IS NULL OR "Line ""no""" IS NULL;
-- 0, or: values of the merge key (ID, Line "no") come more than once. Keep one row of each, with a distinct node, or choose another key.
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM (
  SELECT
    "ID",
    "Line ""no"""
  FROM "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D"
  WHERE "ID" IS NOT NULL AND "Line ""no""" IS NOT NULL
  GROUP BY "ID", "Line ""no"""
  HAVING COUNT(*) > 1
) AS "duplicates";

-- merge, continued
CREATE OR REPLACE TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" CLONE "MART"."OUT"."Sales ""2024""";
CREATE OR REPLACE TRANSIENT TABLE "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D" AS
SELECT * FROM "RAW"."SHOP"."S";
-- 0, or: rows have no value in the merge key (ID, Line "no"). Filter them out, or choose another key.
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D"
WHERE "ID" IS NULL OR "Line ""no""" IS NULL;
-- 0, or: values of the merge key (ID, Line "no") come more than once. Keep one row of each, with a distinct node, or choose another key.
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM (
  SELECT
    "ID",
    "Line ""no"""
  FROM "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D"
  WHERE "ID" IS NOT NULL AND "Line ""no""" IS NOT NULL
  GROUP BY "ID", "Line ""no"""
  HAVING COUNT(*) > 1
) AS "duplicates";
MERGE INTO "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" AS "stage"
USING "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D" AS "source"
ON "stage"."ID" = "source"."ID" AND "stage"."Line ""no""" = "source"."Line ""no"""
WHEN MATCHED THEN UPDATE SET "LOADED" = "source"."LOADED", "V" = "source"."V"
WHEN NOT MATCHED THEN INSERT ("ID", "Line ""no""", "LOADED", "V")
VALUES ("source"."ID", "source"."Line ""no""", "source"."LOADED", "source"."V");
DROP TABLE IF EXISTS "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D";

-- merge with a watermark, continued
CREATE OR REPLACE TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" CLONE "MART"."OUT"."Sales ""2024""";
CREATE OR REPLACE TRANSIENT TABLE "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D" AS
SELECT "source"."ID", "source"."Line ""no""", "source"."LOADED", "source"."V"
FROM (
SELECT * FROM "RAW"."SHOP"."S"
) AS "source"
WHERE COALESCE("source"."LOADED" >= (SELECT MAX("LOADED") FROM "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D"), TRUE);
-- 0, or: rows have no value in the merge key (ID, Line "no"). Filter them out, or choose another key.
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D"
WHERE "ID" IS NULL OR "Line ""no""" IS NULL;
-- 0, or: values of the merge key (ID, Line "no") come more than once. Keep one row of each, with a distinct node, or choose another key.
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM (
  SELECT
    "ID",
    "Line ""no"""
  FROM "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D"
  WHERE "ID" IS NOT NULL AND "Line ""no""" IS NOT NULL
  GROUP BY "ID", "Line ""no"""
  HAVING COUNT(*) > 1
) AS "duplicates";
MERGE INTO "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" AS "stage"
USING "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D" AS "source"
ON "stage"."ID" = "source"."ID" AND "stage"."Line ""no""" = "source"."Line ""no"""
WHEN MATCHED THEN UPDATE SET "LOADED" = "source"."LOADED", "V" = "source"."V"
WHEN NOT MATCHED THEN INSERT ("ID", "Line ""no""", "LOADED", "V")
VALUES ("source"."ID", "source"."Line ""no""", "source"."LOADED", "source"."V");
DROP TABLE IF EXISTS "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D";

-- merge of nothing but a key, continued
CREATE OR REPLACE TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" CLONE "MART"."OUT"."Sales ""2024""";
CREATE OR REPLACE TRANSIENT TABLE "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D" AS
SELECT * FROM "RAW"."SHOP"."S";
-- 0, or: rows have no value in the merge key (ID, Line "no", LOADED, V). Filter them out, or choose another key.
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D"
WHERE "ID" IS NULL OR "Line ""no""" IS NULL OR "LOADED" IS NULL OR "V" IS NULL;
-- 0, or: values of the merge key (ID, Line "no", LOADED, V) come more than once. Keep one row of each, with a distinct node, or choose another key.
SELECT
  COUNT(*) AS "VIOLATIONS"
FROM (
  SELECT
    "ID",
    "Line ""no""",
    "LOADED",
    "V"
  FROM "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D"
  WHERE "ID" IS NOT NULL AND "Line ""no""" IS NOT NULL AND "LOADED" IS NOT NULL AND "V" IS NOT NULL
  GROUP BY "ID", "Line ""no""", "LOADED", "V"
  HAVING COUNT(*) > 1
) AS "duplicates";
MERGE INTO "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" AS "stage"
USING "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D" AS "source"
ON "stage"."ID" = "source"."ID" AND "stage"."Line ""no""" = "source"."Line ""no""" AND "stage"."LOADED" = "source"."LOADED" AND "stage"."V" = "source"."V"
WHEN NOT MATCHED THEN INSERT ("ID", "Line ""no""", "LOADED", "V")
VALUES ("source"."ID", "source"."Line ""no""", "source"."LOADED", "source"."V");
DROP TABLE IF EXISTS "MART"."OUT"."Sales ""2024""__DELTA_0A1B2C3D";
