"""Words as they are abbreviated and misspelt in messages, written out."""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.text import LATELY

_SPELLINGS = """
vc=voce vcs=voces vce=voce vcis=voces voceis=voces ce=voce ces=voces oce=voce oces=voces ocis=voces q=que oq=o_que
oke=o_que pq=porque pke=porque pqe=porque qto=quanto qnto=quanto qt=quanto qnt=quanto qts=quantos qtos=quantos
qntos=quantos qtas=quantas qntas=quantas cuanto=quanto quantu=quanto qnd=quando qdo=quando qndo=quando tb=tambem
tbm=tambem tbn=tambem tmb=tambem tambein=tambem msm=mesmo mesm=mesmo msg=mensagem msgs=mensagens mensage=mensagem
mensages=mensagens vdd=verdade hj=hoje oje=hoje hje=hoje amnh=amanha agr=agora agra=agora dps=depois dpois=depois
n=nao nn=nao naum=nao nau=nao nois=nos vo=vou tou=estou to=estou ta=esta tao=estao pfv=por_favor pf=por_favor
pfvr=por_favor pvf=por_favor plmds=pelo_amor_de_deus mto=muito mt=muito mta=muita mtas=muitas mtos=muitos muinto=muito
td=tudo tds=todos tda=toda blz=beleza bls=beleza vlw=valeu obg=obrigada obgd=obrigada obgda=obrigada obgdo=obrigado
obirgado=obrigado brigado=obrigado brigada=obrigada brigadin=obrigado brigadao=obrigado cmg=comigo ctg=contigo
pra=para pro=para_o pros=para_os pras=para_as prum=para_um pruma=para_uma dum=de_um duma=de_uma duns=de_uns eh=e
aki=aqui ein=hein intrega=entrega intregam=entregam intregao=entregam prazu=prazo praso=prazo parsela=parcela
parselar=parcelar dezconto=desconto disconto=desconto descontin=desconto descontim=desconto descontinho=desconto
valo=valor precin=preco precinho=preco presso=preco produtu=produto bdia=bom_dia btarde=boa_tarde bnoite=boa_noite
bao=bom fds=fim_de_semana flw=falou tmj=tamo_junto sla=sei_la mds=meu_deus ngm=ninguem alg=alguem algm=alguem
vendedo=vendedor atendenti=atendente zap=whatsapp whats=whatsapp wpp=whatsapp zapzap=whatsapp wats=whatsapp
uats=whatsapp insta=instagram ig=instagram cel=celular tel=telefone fone=telefone qm=quem qem=quem ql=qual qal=qual
quau=qual qls=quais quas=quais tam=tamanho gnt=gente nd=nada bj=beijo bjs=beijos bjo=beijo bjos=beijos cnsg=consigo
msn=mensagem fz=faz fas=faz faiz=faz qro=quero qero=quero kero=quero qria=queria keria=queria axo=acho axei=achei
rezolve=resolve funsiona=funciona fuciona=funciona funfa=funciona uza=usa uzar=usar uzei=usei coiza=coisa caru=caro
kro=caro karo=caro golp=golpe gope=golpe di=de receve=recebe seguru=seguro tamem=tambem vcc=voce obrigadu=obrigado
"""
_SPELLED = {short: long.replace("_", " ") for short, long in (pair.split("=") for pair in _SPELLINGS.split())}
_WORD = re.compile(r"[a-z]+")


@lru_cache(maxsize=LATELY)
def spelled(folded: str) -> str:
    """Folded words with the commonest abbreviations written out.

    >>> spelled("qto e? vcs tbm entregam")
    'quanto e? voces tambem entregam'
    """
    return _WORD.sub(lambda match: _SPELLED.get(match[0], match[0]), folded)
