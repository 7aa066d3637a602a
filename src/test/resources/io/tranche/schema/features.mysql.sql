CREATE TABLE archived (id INT NOT NULL AUTO_INCREMENT, x TEXT, KEY (id)) ENGINE=ARCHIVE
;;
CREATE TABLE expressions (
  id BINARY(16) NOT NULL DEFAULT (UUID_TO_BIN(UUID())) PRIMARY KEY,
  a INT DEFAULT (1 + 2),
  b TEXT DEFAULT (CONCAT('it''s', ', (')),
  j JSON DEFAULT (JSON_ARRAY()),
  KEY lower_b ((LOWER(SUBSTRING(b, 1, 10))), a DESC),
  KEY down (a DESC),
  KEY hidden (a) INVISIBLE,
  UNIQUE KEY fu ((a + 1))
)
;;
CREATE TABLE here (id INT PRIMARY KEY, at POINT NOT NULL SRID 4326, SPATIAL KEY (at))
;;
CREATE TABLE grams (id INT PRIMARY KEY, a TEXT, FULLTEXT KEY fa (a) WITH PARSER ngram)
;;
CREATE TABLE new_default (id INT PRIMARY KEY, a VARCHAR(10) COLLATE utf8mb4_0900_as_cs, b VARCHAR(3)) COLLATE utf8mb4_0900_ai_ci
;;
CREATE VIEW with_cte AS WITH c AS (SELECT id FROM parent) SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS r FROM c
;;
CREATE VIEW with_json_table AS SELECT k.id, t.v FROM kinds k, JSON_TABLE(k.j, '$[*]' COLUMNS (v INT PATH '$')) t
-- since 80016
;;
CREATE TABLE checked (id INT PRIMARY KEY, a INT CHECK (a > 0), b INT, CONSTRAINT sane CHECK (a < b AND b <> 7), CONSTRAINT loose CHECK (b > 1) NOT ENFORCED, KEY a (a))
-- since 80017
;;
CREATE TABLE many_valued (id INT PRIMARY KEY, j JSON, KEY m ((CAST(j->'$.a' AS UNSIGNED ARRAY))), KEY i (id))
-- since 80023
;;
CREATE TABLE unseen (id INT PRIMARY KEY, a INT INVISIBLE DEFAULT 5, b INT, KEY (a))
-- since 80030
;;
SET SESSION sql_generate_invisible_primary_key = ON
-- since 80030
;;
CREATE TABLE own_key (a INT, KEY (a))
-- since 80030
;;
SET SESSION sql_generate_invisible_primary_key = OFF
-- since 90000
;;
CREATE TABLE vectors (id INT PRIMARY KEY, v VECTOR(3))
;;
CREATE TABLE once_latin (id INT PRIMARY KEY, a VARCHAR(9) NOT NULL DEFAULT 'x', b TEXT, c ENUM('a','b'), KEY (a), FULLTEXT KEY (b)) CHARSET=latin1
;;
ALTER TABLE once_latin DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci
;;
ALTER TABLE once_latin ADD d VARCHAR(3) CHARACTER SET latin1, ADD e VARCHAR(3)
