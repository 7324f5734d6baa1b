/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-documents-page.h"

G_BEGIN_DECLS

/* What can be done with the open document: the acts of its life, files that go and come. */
void td_document_actions_add (TdDocumentsPage *page);
void td_document_actions_update (TdDocumentsPage *page);

G_END_DECLS
