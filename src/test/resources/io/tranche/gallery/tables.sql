CREATE TABLE `select` (`from` INT PRIMARY KEY, row_no INT, `or\\der` VARCHAR(9))
;;
CREATE TABLE `child na me` (`i d` INT PRIMARY KEY, row_no INT, `quo"te` INT, `do.t` INT, `❤` INT, `back\slash` INT, `it's` VARCHAR(20), `ti``ck` INT,
  FOREIGN KEY (`quo"te`) REFERENCES `select` (`from`), FOREIGN KEY (`do.t`) REFERENCES `dot.ted` (`❤`), FOREIGN KEY (`❤`) REFERENCES `❤\` (`a b`),
  FOREIGN KEY (`back\slash`) REFERENCES `qu"o'te``s` (`key`))
;;
CREATE TABLE `dot.ted` (`❤` INT PRIMARY KEY, row_no INT)
;;
CREATE TABLE `❤\` (`a b` INT PRIMARY KEY, row_no INT)
;;
CREATE TABLE `qu"o'te``s` (`key` INT PRIMARY KEY, row_no INT, `table` TEXT)
;;
INSERT INTO `select` VALUES (1, 1, 'a'), (2, 2, 'b')
;;
INSERT INTO `dot.ted` VALUES (1, 1), (2, 2)
;;
INSERT INTO `❤\` VALUES (1, 1), (2, 2)
;;
INSERT INTO `qu"o'te``s` VALUES (1, 1, '❤'), (2, 2, NULL)
;;
INSERT INTO `child na me` VALUES (1, 0, 1, 2, 1, 2, 'it''s', 5), (2, 1, 2, 1, 2, 1, NULL, NULL)
;;
CREATE TABLE Cased (id INT PRIMARY KEY, row_no INT)
;;
CREATE TABLE cased (id INT PRIMARY KEY, row_no INT)
;;
CREATE TABLE child_cased (id INT PRIMARY KEY, row_no INT, upper_one INT, lower_one INT, FOREIGN KEY (upper_one) REFERENCES Cased (id), FOREIGN KEY (lower_one) REFERENCES cased (id))
;;
INSERT INTO Cased VALUES (1, 1), (2, 2)
;;
INSERT INTO cased VALUES (1, 1), (2, 2)
;;
INSERT INTO child_cased VALUES (1, 0, 1, 2), (2, 1, 2, 1)
;;
CREATE TABLE child_parted (id INT, row_no INT, at DATE, other INT, PRIMARY KEY (id, at)) PARTITION BY RANGE (YEAR(at)) (PARTITION p0 VALUES LESS THAN (2000), PARTITION p1 VALUES LESS THAN (2020), PARTITION p2 VALUES LESS THAN MAXVALUE)
;;
CREATE TABLE parted (id INT PRIMARY KEY, row_no INT) PARTITION BY HASH (id) PARTITIONS 3
;;
INSERT INTO child_parted VALUES (1, 0, '1999-01-01', 1), (1, 2, '2010-01-01', 2), (1, 4, '2030-01-01', 9), (2, 1, '2030-01-01', 3)
;;
INSERT INTO parted VALUES (1, 1), (2, 2), (3, 3)
;;
CREATE TABLE child_isam (id INT PRIMARY KEY, row_no INT, p INT, v VARCHAR(20), t TEXT) ENGINE = MyISAM
;;
CREATE TABLE isam (id INT PRIMARY KEY, row_no INT) ENGINE = MyISAM
;;
CREATE TABLE memory_one (id INT PRIMARY KEY, row_no INT, v VARCHAR(20)) ENGINE = MEMORY
;;
CREATE TABLE isam_without_key (row_no INT, p INT) ENGINE = MyISAM
;;
INSERT INTO child_isam VALUES (1, 0, 2, '\\N', 'tab\t'), (2, 2, 9, 'a', NULL), (3, 1, 1, '', '')
;;
INSERT INTO isam VALUES (1, 1), (2, 2), (3, 3)
;;
INSERT INTO memory_one VALUES (1, 1, 'a'), (2, 2, 'b\\'), (3, 3, NULL)
;;
INSERT INTO isam_without_key VALUES (0, 1), (0, 1), (1, 3), (2, 3)
;;
-- since mariadb 10.3
CREATE TABLE child_aria (id INT PRIMARY KEY, row_no INT, p INT) ENGINE = Aria
;;
-- since mariadb 10.3
INSERT INTO child_aria VALUES (1, 0, 2), (2, 1, 1)
;;
CREATE TABLE child_computed (a INT, v INT GENERATED ALWAYS AS (a + 1) VIRTUAL, id INT PRIMARY KEY, row_no INT, s INT GENERATED ALWAYS AS (a * 2) STORED,
  l VARCHAR(9) GENERATED ALWAYS AS (LOWER(u)) VIRTUAL, u VARCHAR(9), n VARCHAR(10) NOT NULL DEFAULT 'dflt', KEY (v), KEY (s))
;;
CREATE TABLE computed_parent (id INT PRIMARY KEY, row_no INT, a INT, s INT GENERATED ALWAYS AS (a * 2) STORED, UNIQUE (s))
;;
INSERT INTO child_computed (a, id, row_no, u, n) VALUES (1, 1, 0, 'ABC', 'x'), (NULL, 2, 2, NULL, ''), (3, 3, 1, 'Z', 'dflt')
;;
INSERT INTO computed_parent (id, row_no, a) VALUES (1, 1, 1), (2, 2, 2), (3, 3, NULL)
;;
-- since mariadb 10.3
CREATE TABLE child_unseen (id INT PRIMARY KEY, row_no INT, hidden VARCHAR(9) INVISIBLE, p INT INVISIBLE, FOREIGN KEY (p) REFERENCES parent_zero (id))
;;
-- since mysql 8.0.23
CREATE TABLE child_unseen (id INT PRIMARY KEY, row_no INT, hidden VARCHAR(9) INVISIBLE, p INT INVISIBLE, FOREIGN KEY (p) REFERENCES parent_zero (id))
;;
CREATE TABLE parent_zero (id INT AUTO_INCREMENT PRIMARY KEY, row_no INT)
;;
INSERT INTO parent_zero VALUES (0, 1), (1, 2), (2, 3)
;;
-- since mariadb 10.3
INSERT INTO child_unseen (id, row_no, hidden, p) VALUES (1, 0, 'h', 1), (2, 2, NULL, 0), (3, 1, 'x', 2)
;;
-- since mysql 8.0.23
INSERT INTO child_unseen (id, row_no, hidden, p) VALUES (1, 0, 'h', 1), (2, 2, NULL, 0), (3, 1, 'x', 2)
;;
-- since mariadb 10.3
CREATE SEQUENCE numbers START WITH 100 INCREMENT BY 10
;;
-- since mariadb 10.3
CREATE TABLE child_numbered (id BIGINT PRIMARY KEY DEFAULT NEXTVAL(numbers), row_no INT)
;;
-- since mariadb 10.3
INSERT INTO child_numbered (row_no) VALUES (0), (1), (2)
;;
-- since mariadb 10.3
CREATE TABLE child_versioned (id INT PRIMARY KEY, row_no INT, v VARCHAR(9), p INT) WITH SYSTEM VERSIONING
;;
-- since mariadb 10.3
CREATE TABLE versioned_parent (id INT PRIMARY KEY, row_no INT, v VARCHAR(9)) WITH SYSTEM VERSIONING
;;
-- since mariadb 10.3
INSERT INTO child_versioned VALUES (1, 0, 'old', 1), (2, 2, 'old', 1), (3, 4, 'gone', 3), (4, 1, 'x', 4)
;;
-- since mariadb 10.3
INSERT INTO versioned_parent VALUES (1, 1, 'old'), (2, 2, 'old'), (3, 3, 'x'), (4, 4, 'x')
;;
-- since mariadb 10.3
UPDATE child_versioned SET v = 'new', p = 2 WHERE id < 3
;;
-- since mariadb 10.3
UPDATE versioned_parent SET v = 'new' WHERE id < 3
;;
-- since mariadb 10.3
DELETE FROM child_versioned WHERE id = 3
;;
-- since mariadb 10.3
CREATE TABLE child_defaults (id INT PRIMARY KEY, row_no INT, e VARCHAR(40) DEFAULT (CONCAT('a', id)), u VARCHAR(40) DEFAULT (UUID()), n INT NOT NULL DEFAULT (1 + 1), t TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)
;;
-- since mysql 8.0.13
CREATE TABLE child_defaults (id INT PRIMARY KEY, row_no INT, e VARCHAR(40) DEFAULT (CONCAT('a', id)), u VARCHAR(40) DEFAULT (UUID()), n INT NOT NULL DEFAULT (1 + 1), t TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)
;;
INSERT INTO child_defaults VALUES (1, 0, 'set', NULL, 7, NULL), (3, 4, NULL, '', 0, '1970-01-02 00:00:00')
;;
INSERT INTO child_defaults (id, row_no) VALUES (2, 2)
;;
-- since mysql 9.0.0
CREATE TABLE child_vector (id INT PRIMARY KEY, row_no INT, v VECTOR(3), big VECTOR)
;;
-- since mysql 9.0.0
INSERT INTO child_vector VALUES (1, 0, TO_VECTOR('[1.5,-2,3e30]'), TO_VECTOR('[0.1]')), (2, 2, NULL, TO_VECTOR('[9.2,10.9,92.5,39]')), (3, 1, NULL, NULL)
;;
-- since mariadb 11.7.0
CREATE TABLE child_vector (id INT PRIMARY KEY, row_no INT, v VECTOR(3) NOT NULL)
;;
-- since mariadb 11.7.0
INSERT INTO child_vector VALUES (1, 0, VEC_FromText('[1.5,-2,3e30]')), (2, 2, VEC_FromText('[0.1,9.2,92.5]'))
;;
