/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "td-kind.h"

G_BEGIN_DECLS

/* A line of the register, as it was read. */
#define TD_TYPE_DOCUMENT_ITEM (td_document_item_get_type ())
G_DECLARE_FINAL_TYPE (TdDocumentItem, td_document_item, TD, DOCUMENT_ITEM, GObject)

TdDocumentItem *td_document_item_new (const TdIssuedDocumentRow *row) G_GNUC_WARN_UNUSED_RESULT;
const TdIssuedDocumentRow *td_document_item_get_row (TdDocumentItem *self);

G_END_DECLS
