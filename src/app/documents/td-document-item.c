/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-item.h"

struct _TdDocumentItem
{
  GObject parent_instance;

  TdIssuedDocumentRow *row;
};

G_DEFINE_FINAL_TYPE (TdDocumentItem, td_document_item, G_TYPE_OBJECT)

static void
td_document_item_finalize (GObject *object)
{
  td_row_free (TD_KIND_ISSUED_DOCUMENT, TD_DOCUMENT_ITEM (object)->row);

  G_OBJECT_CLASS (td_document_item_parent_class)->finalize (object);
}

static void
td_document_item_class_init (TdDocumentItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_document_item_finalize;
}

static void
td_document_item_init (TdDocumentItem *self)
{
}

/**
 * td_document_item_new:
 * @row: a document
 *
 * Returns: (transfer full): the line for it
 */
TdDocumentItem *
td_document_item_new (const TdIssuedDocumentRow *row)
{
  TdDocumentItem *self = g_object_new (TD_TYPE_DOCUMENT_ITEM, NULL);

  self->row = td_row_copy (TD_KIND_ISSUED_DOCUMENT, row);

  return self;
}

/**
 * td_document_item_get_row:
 * @self: a line
 *
 * Returns: (transfer none): the document
 */
const TdIssuedDocumentRow *
td_document_item_get_row (TdDocumentItem *self)
{
  return self->row;
}
