CREATE TABLE parent_zero (id INT AUTO_INCREMENT PRIMARY KEY, row_no INT)
;;
CREATE TABLE child_zero (id INT AUTO_INCREMENT PRIMARY KEY, row_no INT, z INT, FOREIGN KEY (z) REFERENCES parent_zero (id))
;;
INSERT INTO parent_zero VALUES (0, 0), (-5, 1), (7, 2), (8, 3), (-2147483648, 4)
;;
INSERT INTO child_zero VALUES (0, 0, 0), (1, 2, -5), (2, 1, 7), (-1, 4, 99), (3, 6, -2147483648)
;;
CREATE TABLE parent_folded (code VARCHAR(20) COLLATE utf8mb4_general_ci PRIMARY KEY, row_no INT)
;;
CREATE TABLE child_folded (id INT PRIMARY KEY, row_no INT, code VARCHAR(20) COLLATE utf8mb4_general_ci, short CHAR(5) COLLATE utf8mb4_general_ci,
  FOREIGN KEY (code) REFERENCES parent_folded (code), FOREIGN KEY (short) REFERENCES parent_folded (code))
;;
INSERT INTO parent_folded VALUES ('ABC', 0), ('déjà vu', 1), ('pad', 2), ('Straße', 3), ('x', 4), ('', 5), ('\\N', 6), ('tab\tnl\n', 7), ('😀', 8), ('nobody', 9)
;;
INSERT INTO child_folded VALUES (1, 0, 'abc', 'X'), (2, 2, 'Deja Vu', 'PAD'), (3, 4, 'pad   ', ''), (4, 6, 'strase', 'aBc'), (5, 1, 'NOBODY', 'nope'),
  (6, 8, '\\n', NULL), (7, 10, 'TAB\tNL\n', '  '), (8, 12, '😀', 'ABC'), (9, 14, 'missing', 'MISSI'), (10, 16, 'ÀBC', 'ábç')
;;
CREATE TABLE parent_unicode (code VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci, u VARCHAR(9) COLLATE utf8mb4_unicode_520_ci, row_no INT, id INT PRIMARY KEY, UNIQUE (code), UNIQUE (u))
;;
CREATE TABLE child_unicode (id INT PRIMARY KEY, row_no INT, code VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci, u VARCHAR(9) COLLATE utf8mb4_unicode_520_ci,
  FOREIGN KEY (code) REFERENCES parent_unicode (code), FOREIGN KEY (u) REFERENCES parent_unicode (u))
;;
INSERT INTO parent_unicode VALUES ('Straße', 'œuvre', 0, 1), ('naïve', 'Ångström', 1, 2), ('ﬁne', 'a', 2, 3), ('co-op', 'b ', 3, 4), ('unused', 'unused', 4, 5)
;;
INSERT INTO child_unicode VALUES (1, 0, 'STRASSE', 'OEUVRE'), (2, 2, 'NAIVE  ', 'angstrom'), (3, 4, 'fine', 'A'), (4, 6, 'CO-OP', 'B'), (5, 8, 'none', NULL)
;;
CREATE TABLE parent_latin (code VARCHAR(10) CHARACTER SET latin1 COLLATE latin1_german1_ci, row_no INT, id INT PRIMARY KEY, KEY (code))
;;
CREATE TABLE child_latin (id INT PRIMARY KEY, row_no INT, code CHAR(12) CHARACTER SET latin1 COLLATE latin1_german1_ci)
;;
INSERT INTO parent_latin VALUES ('Über', 0, 1), ('uber', 1, 2), ('ß', 2, 3), ('€', 3, 4), ('', 4, 5)
;;
INSERT INTO child_latin VALUES (1, 0, 'UBER'), (2, 2, 's'), (3, 4, '€'), (4, 6, 'x'), (5, 8, '')
;;
CREATE TABLE parent_mixed (a VARCHAR(20) COLLATE utf8mb4_general_ci, b DECIMAL(10,2), c DATETIME(6), d BINARY(3), row_no INT, PRIMARY KEY (a, b, c, d))
;;
CREATE TABLE child_mixed (id INT PRIMARY KEY, row_no INT, a VARCHAR(20) COLLATE utf8mb4_general_ci, b DECIMAL(10,2), c DATETIME(6), d BINARY(3),
  FOREIGN KEY (a, b, c, d) REFERENCES parent_mixed (a, b, c, d))
;;
INSERT INTO parent_mixed VALUES ('a', 1.5, '2024-01-01 00:00:00.000001', x'00', 0), ('A', 1.5, '2024-01-01 00:00:00.000002', x'000000', 1), ('B', -0.01, '0000-00-00', x'5c0a09', 2), ('b', 0, '2024-02-31', x'ffffff', 3), ('c', 0, '2024-02-31', x'ffffff', 4)
;;
INSERT INTO child_mixed VALUES (1, 0, 'A', 1.5, '2024-01-01 00:00:00.000001', x'000000'), (2, 2, 'b', -0.01, '0000-00-00', x'5c0a09'), (3, 4, 'b ', 0, '2024-02-31', x'ffffff'), (4, 6, NULL, 0, '2024-02-31', x'ffffff'), (5, 8, 'z', 0, '2024-02-31', x'ffffff')
;;
CREATE TABLE parent_unique (id INT PRIMARY KEY, row_no INT, email VARCHAR(50) COLLATE utf8mb4_bin UNIQUE, region INT, number INT UNSIGNED, UNIQUE (region, number))
;;
CREATE TABLE child_unique (id INT PRIMARY KEY, row_no INT, email VARCHAR(50) COLLATE utf8mb4_bin, region INT, number INT UNSIGNED, again VARCHAR(50) COLLATE utf8mb4_bin,
  FOREIGN KEY (email) REFERENCES parent_unique (email), FOREIGN KEY (region, number) REFERENCES parent_unique (region, number), FOREIGN KEY (again) REFERENCES parent_unique (email))
;;
INSERT INTO parent_unique VALUES (1, 1, 'a@x', 1, 1), (2, 2, 'A@x', 1, 2), (3, 3, NULL, NULL, 5), (4, 4, 'b@x', 2, 1), (5, 5, 'c@x', 2, 4294967295)
;;
INSERT INTO child_unique VALUES (1, 0, 'A@x', 2, 1, NULL), (2, 2, NULL, NULL, 5, 'c@x'), (3, 4, 'B@x', 1, 4294967295, 'a@x ')
;;
-- since mysql 8.4.0
SET SESSION restrict_fk_on_non_standard_key = OFF
;;
CREATE TABLE parent_part (region INT, number INT, row_no INT, tag VARCHAR(9), PRIMARY KEY (region, number), KEY (tag))
;;
CREATE TABLE child_part (id INT PRIMARY KEY, row_no INT, region INT, tag VARCHAR(9), FOREIGN KEY (region) REFERENCES parent_part (region), FOREIGN KEY (tag) REFERENCES parent_part (tag))
;;
INSERT INTO parent_part VALUES (1, 1, 1, 'a'), (1, 2, 2, 'A'), (2, 1, 3, 'b'), (3, 1, 4, NULL), (3, 2, 5, 'b ')
;;
INSERT INTO child_part VALUES (1, 0, 1, NULL), (2, 2, 9, 'B'), (3, 1, 3, 'a')
;;
CREATE TABLE one_a (id BIGINT PRIMARY KEY, row_no INT)
;;
CREATE TABLE one_b (id BIGINT PRIMARY KEY, row_no INT, a BIGINT, FOREIGN KEY (id) REFERENCES one_a (id))
;;
CREATE TABLE child_several (id BIGINT PRIMARY KEY, row_no INT, both_of BIGINT, FOREIGN KEY (both_of) REFERENCES one_a (id), FOREIGN KEY (both_of) REFERENCES one_b (id), FOREIGN KEY (id) REFERENCES one_a (id))
;;
INSERT INTO one_a VALUES (1, 1), (2, 2), (3, 3), (4, 4), (9223372036854775807, 5)
;;
INSERT INTO one_b VALUES (1, 1, NULL), (3, 3, NULL), (4, 4, NULL), (9223372036854775807, 5, NULL)
;;
INSERT INTO child_several VALUES (2, 0, 3), (4, 1, 4), (77, 2, 9223372036854775807)
;;
CREATE TABLE different_parent (id BIGINT UNSIGNED PRIMARY KEY, row_no INT, code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, amount DECIMAL(12,4), moment DATETIME(6), KEY (code), KEY (amount), KEY (moment))
;;
CREATE TABLE child_different (id INT PRIMARY KEY, row_no INT, small INT, signed BIGINT, text VARCHAR(10) COLLATE utf8mb4_general_ci, latin VARCHAR(10) CHARACTER SET latin1, bin VARCHAR(10) COLLATE utf8mb4_bin, amount DECIMAL(10,2), whole INT, day DATE, moment DATETIME(3))
;;
INSERT INTO different_parent VALUES (1, 1, 'É', 1.5, '2024-01-01'), (18446744073709551615, 2, 'abc', 7, '2024-01-01 00:00:00.500000'), (5, 3, '€', 2.0001, '2024-02-29'), (6, 4, 'zz', 9, NULL)
;;
INSERT INTO child_different VALUES (1, 0, 5, -1, '1', 'é', 'ABC', 1.50, 7, '2024-01-01', '2024-01-01 00:00:00.5'), (2, 2, -1, 1, 'x', '€', 'É', 2.00, 2, '2024-02-29', NULL), (3, 1, 6, 6, '6', 'zz', 'zz', 9, 9, NULL, NULL)
;;
-- since mysql 8.0.30
SET SESSION sql_generate_invisible_primary_key = ON
;;
-- since mysql 8.0.30
CREATE TABLE child_hidden (row_no INT, v VARCHAR(20), z INT, FOREIGN KEY (z) REFERENCES parent_zero (id))
;;
-- since mysql 8.0.30
INSERT INTO child_hidden (row_no, v, z) VALUES (0, 'a', 8), (1, 'a', 7), (2, 'a', 8), (2, 'a', 8)
;;
-- since mysql 8.0.30
CREATE TABLE hidden_parent (row_no INT, v VARCHAR(20))
;;
-- since mysql 8.0.30
INSERT INTO hidden_parent (row_no, v) VALUES (1, 'a'), (2, 'b'), (3, 'c')
;;
-- since mysql 8.0.30
CREATE TABLE child_of_hidden (id INT PRIMARY KEY, row_no INT, p BIGINT UNSIGNED, FOREIGN KEY (p) REFERENCES hidden_parent (my_row_id))
;;
-- since mysql 8.0.30
INSERT INTO child_of_hidden VALUES (1, 0, 2), (2, 1, 1), (3, 2, 3)
;;
-- since mysql 8.0.30
SET SESSION sql_generate_invisible_primary_key = OFF
;;
