-- Derived: the facts of the tasks of a plan, packed (src/service/td-task-block.h): what the first page counts is
-- read from here. A plan without a block is read row by row and packed afterwards, so it is enough that whatever
-- changes the facts of a task drops the block of its plan.
CREATE TABLE task_block (
  plan_id INTEGER PRIMARY KEY,
  "program" TEXT NOT NULL,
  "data" BLOB NOT NULL
) STRICT;

CREATE TRIGGER task_block_plan_update AFTER UPDATE OF year, import_id ON plan BEGIN
  DELETE FROM task_block WHERE plan_id = old.id;
END;
CREATE TRIGGER task_block_plan_delete AFTER DELETE ON plan BEGIN
  DELETE FROM task_block WHERE plan_id = old.id;
END;

CREATE TRIGGER task_block_group_insert AFTER INSERT ON plan_group BEGIN
  DELETE FROM task_block WHERE plan_id = new.plan_id;
END;
CREATE TRIGGER task_block_group_update AFTER UPDATE ON plan_group BEGIN
  DELETE FROM task_block WHERE plan_id IN (old.plan_id, new.plan_id);
END;
CREATE TRIGGER task_block_group_delete AFTER DELETE ON plan_group BEGIN
  DELETE FROM task_block WHERE plan_id = old.plan_id;
END;

CREATE TRIGGER task_block_task_insert AFTER INSERT ON task BEGIN
  DELETE FROM task_block WHERE plan_id = new.plan_id;
END;
CREATE TRIGGER task_block_task_update AFTER UPDATE ON task BEGIN
  DELETE FROM task_block WHERE plan_id IN (old.plan_id, new.plan_id);
END;
CREATE TRIGGER task_block_task_delete AFTER DELETE ON task BEGIN
  DELETE FROM task_block WHERE plan_id = old.plan_id;
END;

CREATE TRIGGER task_block_task_unit_insert AFTER INSERT ON task_unit BEGIN
  DELETE FROM task_block WHERE plan_id = (SELECT plan_id FROM task WHERE id = new.task_id);
END;
CREATE TRIGGER task_block_task_unit_update AFTER UPDATE ON task_unit BEGIN
  DELETE FROM task_block WHERE plan_id IN (SELECT plan_id FROM task WHERE id IN (old.task_id, new.task_id));
END;
CREATE TRIGGER task_block_task_unit_delete AFTER DELETE ON task_unit BEGIN
  DELETE FROM task_block WHERE plan_id = (SELECT plan_id FROM task WHERE id = old.task_id);
END;

CREATE TRIGGER task_block_task_update_insert AFTER INSERT ON task_update BEGIN
  DELETE FROM task_block WHERE plan_id = (SELECT plan_id FROM task WHERE id = new.task_id);
END;
CREATE TRIGGER task_block_task_update_update AFTER UPDATE ON task_update BEGIN
  DELETE FROM task_block WHERE plan_id IN (SELECT plan_id FROM task WHERE id IN (old.task_id, new.task_id));
END;
CREATE TRIGGER task_block_task_update_delete AFTER DELETE ON task_update BEGIN
  DELETE FROM task_block WHERE plan_id = (SELECT plan_id FROM task WHERE id = old.task_id);
END;

CREATE TRIGGER task_block_task_trigger_insert AFTER INSERT ON task_trigger BEGIN
  DELETE FROM task_block WHERE plan_id = (SELECT plan_id FROM task WHERE id = new.task_id);
END;
CREATE TRIGGER task_block_task_trigger_update AFTER UPDATE ON task_trigger BEGIN
  DELETE FROM task_block WHERE plan_id IN (SELECT plan_id FROM task WHERE id IN (old.task_id, new.task_id));
END;
CREATE TRIGGER task_block_task_trigger_delete AFTER DELETE ON task_trigger BEGIN
  DELETE FROM task_block WHERE plan_id = (SELECT plan_id FROM task WHERE id = old.task_id);
END;

CREATE TRIGGER task_block_task_occurrence_insert AFTER INSERT ON task_occurrence BEGIN
  DELETE FROM task_block WHERE plan_id = (SELECT plan_id FROM task WHERE id = new.task_id);
END;
CREATE TRIGGER task_block_task_occurrence_update AFTER UPDATE ON task_occurrence BEGIN
  DELETE FROM task_block WHERE plan_id IN (SELECT plan_id FROM task WHERE id IN (old.task_id, new.task_id));
END;
CREATE TRIGGER task_block_task_occurrence_delete AFTER DELETE ON task_occurrence BEGIN
  DELETE FROM task_block WHERE plan_id = (SELECT plan_id FROM task WHERE id = old.task_id);
END;

CREATE TRIGGER task_block_task_milestone_insert AFTER INSERT ON task_milestone BEGIN
  DELETE FROM task_block WHERE plan_id = (SELECT plan_id FROM task WHERE id = new.task_id);
END;
CREATE TRIGGER task_block_task_milestone_update AFTER UPDATE ON task_milestone BEGIN
  DELETE FROM task_block WHERE plan_id IN (SELECT plan_id FROM task WHERE id IN (old.task_id, new.task_id));
END;
CREATE TRIGGER task_block_task_milestone_delete AFTER DELETE ON task_milestone BEGIN
  DELETE FROM task_block WHERE plan_id = (SELECT plan_id FROM task WHERE id = old.task_id);
END;

-- The rows of an import become visible, or are no more, all at once.
CREATE TRIGGER task_block_import AFTER UPDATE OF state ON import
WHEN old.state IS NOT new.state AND (
  EXISTS (SELECT 1 FROM task WHERE import_id = new.id)
  OR EXISTS (SELECT 1 FROM plan_group WHERE import_id = new.id)
  OR EXISTS (SELECT 1 FROM task_unit WHERE import_id = new.id)
  OR EXISTS (SELECT 1 FROM task_update WHERE import_id = new.id)
  OR EXISTS (SELECT 1 FROM task_trigger WHERE import_id = new.id)
  OR EXISTS (SELECT 1 FROM task_occurrence WHERE import_id = new.id)
  OR EXISTS (SELECT 1 FROM task_milestone WHERE import_id = new.id)) BEGIN
  DELETE FROM task_block;
END;
