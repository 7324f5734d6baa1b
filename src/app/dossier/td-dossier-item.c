/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-item.h"

struct _TdDossierItem
{
  GObject parent_instance;

  gint64 id;
  gboolean loaded;
  TdDossierLine line;
  TdLazyCell *cells[TD_DOSSIER_ITEM_CELLS]; /* (nullable), not owned: unwatch before they go */
};

G_DEFINE_FINAL_TYPE (TdDossierItem, td_dossier_item, G_TYPE_OBJECT)

static guint changed_signal;

static void
td_dossier_item_finalize (GObject *object)
{
  td_dossier_line_clear (&TD_DOSSIER_ITEM (object)->line);

  G_OBJECT_CLASS (td_dossier_item_parent_class)->finalize (object);
}

static void
td_dossier_item_class_init (TdDossierItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_dossier_item_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
td_dossier_item_init (TdDossierItem *self)
{
}

TdDossierItem *
td_dossier_item_new (gint64 id)
{
  TdDossierItem *self = g_object_new (TD_TYPE_DOSSIER_ITEM, NULL);

  self->id = id;

  return self;
}

gint64
td_dossier_item_get_id (TdDossierItem *self)
{
  return self->id;
}

/* Returns: (nullable): the values, NULL until they are read */
const TdDossierLine *
td_dossier_item_get_line (TdDossierItem *self)
{
  return self->loaded ? &self->line : NULL;
}

/* Takes the texts out of @line. */
void
td_dossier_item_take_line (TdDossierItem *self, TdDossierLine *line)
{
  td_dossier_line_clear (&self->line);
  self->line = *line;
  self->id = line->id;
  line->code = line->applicant = line->note = NULL;
  self->loaded = TRUE;
  for (guint i = 0; i < TD_DOSSIER_ITEM_CELLS; i++)
    if (self->cells[i] != NULL)
      td_lazy_cell_changed (self->cells[i]);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * td_dossier_item_watch:
 * @self: an item
 * @column: of the cell
 * @cell: shows the item from now on; must unwatch before it goes
 */
void
td_dossier_item_watch (TdDossierItem *self, guint column, TdLazyCell *cell)
{
  self->cells[column] = cell;
  td_lazy_cell_set_item (cell, self);
}

void
td_dossier_item_unwatch (TdDossierItem *self, guint column, TdLazyCell *cell)
{
  if (self->cells[column] == cell)
    self->cells[column] = NULL;
  td_lazy_cell_set_item (cell, NULL);
}
