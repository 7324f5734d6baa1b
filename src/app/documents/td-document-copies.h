/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-documents-page.h"

G_BEGIN_DECLS

/* Private to the page of documents: annexes in files of their own and electronic copies, which the
 * agency signs with text alone. */
void td_document_copies_add (TdDocumentsPage *page);
void td_document_copies_update (TdDocumentsPage *page);

G_END_DECLS
