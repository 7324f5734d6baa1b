/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-item.h"

struct _TdDossierItem
{
  GObject parent_instance;

  gint64 id;
  gboolean loaded;
  TdDossierLine line;
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
  g_signal_emit (self, changed_signal, 0);
}
